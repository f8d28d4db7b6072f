"""What writes: reporting vacancies, answering offers, returning those nobody answered."""
