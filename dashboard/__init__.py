"""The page: turns facts into what a reader sees. See ARCHITECTURE.md for who may import whom."""
