"""What the formats of transcripts share: the document, its faults, clocks, limits. No Django."""
