import { config } from 'zod';

// Otherwise each schema is tried as generated code first, which the policy of the page forbids: the browser would report an
// attack on every screen, and a real one would not be noticed among them.
config({ jitless: true });
