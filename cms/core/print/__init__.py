"""What is printed or drawn: posters now, PDF with the records of people."""
