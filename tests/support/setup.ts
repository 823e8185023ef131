import "../../modules/core/fast-tokens.js";
