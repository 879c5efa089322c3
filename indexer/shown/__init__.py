"""What people and programs are shown of reading and building: tables, texts side by side, JSON."""
