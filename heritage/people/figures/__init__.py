"""The ledger of figures and the log of the teams that reported them."""
