package io.parley.app.demo;

/** Why the demo did not come to its end, in one sentence. */
final class DemoFailure extends RuntimeException {

    DemoFailure(String sentence) {
        super(sentence);
    }

    DemoFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
