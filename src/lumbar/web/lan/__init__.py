"""The home network: lumbar over HTTPS, for paired devices only (docs/security.md, docs/lan.md)."""
