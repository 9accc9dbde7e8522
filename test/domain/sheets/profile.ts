import { compileProvince } from '../../../lib/province.ts';

/** Gansu's rules: its ten categories are the names a roster is read by. */
export const { profile } = compileProvince('gansu').province;
