"""From a file to an article, with an account of every character. Pure: knows no Django."""
