"""From what a reader typed to the answer that page, API, feed and command show."""
