export function start(_e: HTMLElement, _r: URL): void {}
