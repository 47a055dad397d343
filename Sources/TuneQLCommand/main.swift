print("tuneql")
