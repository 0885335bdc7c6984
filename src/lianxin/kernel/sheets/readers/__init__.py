"""Files to sheets: what a file is, its content says, not its ending."""
