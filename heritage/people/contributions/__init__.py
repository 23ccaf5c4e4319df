"""Pieces handed up by the branches (投稿) and what became of them (采用反馈)."""
