"""What a reader sees, drawn with Streamlit: frame, blocks, charts, record, sharing."""
