"""Files out: what people fill in, download or send. Pure: figures in, bytes out."""
