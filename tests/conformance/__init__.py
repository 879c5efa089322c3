"""What every engine must answer: cases as data, laws on generated text, the real reports, threads."""
