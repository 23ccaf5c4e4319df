"""Sheets of QR labels for graves and walls of names."""
