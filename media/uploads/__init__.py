"""Large files come in piece by piece and go on where they stopped (tus 1.0.0)."""
