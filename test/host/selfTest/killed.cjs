it('kills its extension host', () => {
  process.kill(process.pid, 'SIGKILL');
});
