"""The register of old soldiers whose memories are to be recorded."""
