package io.parley.api.session;

/**
 * What a verified token says.
 *
 * @param caller whose it is, and of which session
 * @param generation of a refresh token: which one of its session; 0 of an access token
 */
record SessionToken(Caller caller, int generation) {}
