// Placeholder until the policy slice lands within this session.
export interface PolicyDocument {
  readonly apiVersion: 'handrail/v1';
}
