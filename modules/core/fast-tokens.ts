import stackTrace from "cdktf/lib/tokens/private/stack-trace.js";

/**
 * Turns off the stack trace that CDKTF 0.21 captures for every token. Nothing shows those traces,
 * and they cost most of the synth (3.3 s per 20,000 tokens under a source-mapping loader).
 *
 * It must be the first import of whatever synthesizes. The path is private to cdktf: a test holds
 * that it still exists. The fork has a switch for it: CDKTN_DISABLE_CREATION_STACK.
 */
stackTrace.captureStackTrace = () => [];
