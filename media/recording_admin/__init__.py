"""Recordings in Wagtail's admin: taken in, looked after, heard."""
