"""What a Word file holds beside plain text: automatic numbers, fields, ruby."""
