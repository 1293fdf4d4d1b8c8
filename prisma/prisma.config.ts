import { defineConfig } from 'prisma/config';

// Only `prisma generate` reads this. Migrations are written by make-migration.ts and applied by main/data/migrate.ts,
// because Prisma's own engine can neither be had offline nor open an encrypted file.
export default defineConfig({ schema: './schema.prisma' });
