declare module "virtual:catalogue/*" {
  const messages: Record<string, string>;
  export default messages;
}
declare module "virtual:texts/*" {
  const messages: Record<string, string>;
  export default messages;
}
