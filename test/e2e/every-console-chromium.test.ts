import { tryEveryConsole } from './steps/every-console';

tryEveryConsole('chromium');
