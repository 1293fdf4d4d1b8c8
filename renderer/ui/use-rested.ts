import { useEffect, useState } from 'react';

/** The value once it has stayed the same for a moment, for questions that follow typing. */
export function useRested<Value>(value: Value, delay = 250): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return rested;
}
