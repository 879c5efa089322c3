"""What the writer and the reader agree on: values, the query grammar, the seam. Standard library only."""
