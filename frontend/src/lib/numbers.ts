/** Numbers, as the language that is spoken writes them. */
import { spoken } from './messages';

export const number = (value: number): string => new Intl.NumberFormat(spoken(), { maximumFractionDigits: 1 }).format(value);
