from hypothesis import settings

# A shared machine may be slow at any moment; what is tested is what comes out, not how fast.
settings.register_profile("lumbar", deadline=None)
settings.load_profile("lumbar")
