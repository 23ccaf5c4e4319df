"""Files given out in pieces: HTTP ranges over what a view has permitted."""
