export class bytes { readonly data: Uint8Array; constructor(d: any) { this.data = Uint8Array.from(d); } }
export class bytearray { readonly data: Uint8Array; constructor(d: any) { this.data = Uint8Array.from(d); } }
