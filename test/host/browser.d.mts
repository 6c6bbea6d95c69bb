import type { Browser } from 'playwright-core';

export class NoBrowserError extends Error {}
export function findBrowser(): string;
export function launchBrowser(): Promise<Browser>;
