"""Transcripts: taken in, corrected by people, approved, given out."""
