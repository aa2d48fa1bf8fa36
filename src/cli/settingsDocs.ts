import { settingsTable } from '../config/settingsTable.ts';

process.stdout.write(settingsTable());
