import type { SqlFragment } from "../fragment/sql.js";
import type { FunctionDefinition } from "../functions/function.js";
import type { OperatorDefinition } from "../operators/operator.js";
import type { ColumnMeta } from "../schema/column-meta.js";
import type { RelationStep } from "../schema/model-meta.js";
import type { TextQuery } from "../statement/text-query.js";
import type { Condition, Resolved, SelectStatement } from "../statement/tree.js";
import type { Typed } from "../statement/typed.js";
import type { Place, Scope } from "./scope.js";

/** What an expression is made of, before it is known where in a statement it stands. */
export type Draft =
  | CallDraft
  | {
      readonly type: "column";
      readonly scope: Scope;
      readonly steps: readonly RelationStep[];
      readonly column: ColumnMeta;
      readonly nullable: boolean;
    }
  | { readonly type: "value"; readonly value: unknown; readonly as: Typed | undefined }
  | {
      readonly type: "compare";
      readonly operator: OperatorDefinition;
      readonly left: Draft;
      readonly right: readonly Draft[];
    }
  | { readonly type: "listed"; readonly left: Draft; readonly members: readonly unknown[]; readonly negated: boolean }
  | {
      readonly type: "inside";
      readonly operator: OperatorDefinition;
      readonly left: Draft;
      /** As the operator has read it. */
      readonly operand: unknown;
    }
  | { readonly type: "logic"; readonly kind: "and" | "or" | "not"; readonly parts: readonly Draft[] }
  | { readonly type: "condition"; readonly scope: Scope; readonly condition: Condition }
  | {
      readonly type: "case";
      readonly branches: readonly (readonly [when: Draft, then: Draft])[];
      readonly otherwise: Draft | undefined;
    }
  | {
      readonly type: "output";
      readonly scope: Scope;
      readonly number: number;
      readonly as: Typed;
      readonly nullable: boolean;
    }
  | {
      readonly type: "search";
      readonly asks: "matches" | "rank";
      readonly place: Place;
      readonly query: TextQuery;
    }
  | { readonly type: "resolved"; readonly resolved: Resolved }
  | { readonly type: "rows"; readonly select: SelectStatement; readonly as: Typed }
  | {
      readonly type: "among";
      readonly left: Draft | undefined;
      readonly select: SelectStatement;
      readonly negated: boolean;
    }
  | { readonly type: "sql"; readonly fragment: SqlFragment; readonly as: Typed }
  | {
      readonly type: "related";
      readonly scope: Scope;
      readonly steps: readonly RelationStep[];
      readonly repeats: boolean;
      /** The scope of the rows at the end of the steps. */
      readonly inner: Scope;
      readonly conditions: readonly Draft[];
      /** `undefined` where only their existence counts. */
      readonly output: Draft | undefined;
    }
  | {
      readonly type: "window";
      readonly part: CallDraft;
      readonly partition: readonly Draft[];
      readonly order: readonly OrderDraft[];
      readonly frame: string | undefined;
    };

/** A call of a function. */
export interface CallDraft {
  readonly type: "call";
  readonly definition: FunctionDefinition;
  readonly parts: readonly Draft[];
  readonly distinct?: boolean;
  readonly order?: readonly OrderDraft[];
  readonly filter: Draft | undefined;
}

/** A term of an order. */
export interface OrderDraft {
  readonly part: Draft;
  readonly descending: boolean;
}

/** What holds a draft. Expressions are made from it; data from outside never is one. */
export class Drafted {
  readonly #draft: Draft;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /** The draft of an expression; `undefined` for anything else. */
  static of(value: unknown): Draft | undefined {
    return typeof value === "object" && value !== null && #draft in value ? value.#draft : undefined;
  }
}
