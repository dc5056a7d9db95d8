import js from "@eslint/js";

const PARSED = ["innerHTML", "outerHTML", "insertAdjacentHTML", "write", "writeln"];

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    rules: {
      // tsc knows which names there are.
      "no-undef": "off",
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-var": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      "no-shadow": ["error", { builtinGlobals: false, allow: ["width", "step", "rows", "set"] }],
      // Elements are built, never parsed; the page's policy refuses it too.
      "no-restricted-properties": ["error", ...PARSED.map((property) => ({ property, message: "build elements with el()" }))],
    },
  },
];
