"""Copies of recordings for the web, made in the background where ffmpeg is installed."""
