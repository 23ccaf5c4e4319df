"""Memorial sites: where they are, what a visitor is shown, how sites are found and taken in."""
