package io.parley.load;

/**
 * Somebody who has signed up, and in at one device.
 *
 * @param userId who
 * @param token the access token
 */
record Account(String userId, String token) {

    /** Hides the token. */
    @Override
    public String toString() {
        return "Account[" + userId + "]";
    }
}
