"""Interviews: recording, transcript, time-coded index and consent."""
