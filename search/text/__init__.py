"""Chinese text analysis: one set of tokens for every engine. No Django here."""
