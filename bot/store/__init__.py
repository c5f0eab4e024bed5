"""Where things are kept. Plain functions of a SQLAlchemy connection; only this room imports SQLAlchemy."""
