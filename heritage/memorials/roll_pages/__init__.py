"""What the public reads of rolls: pages of a name and of a roll, the card, search documents."""
