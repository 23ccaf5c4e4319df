"""What still carries a fact that was corrected."""
