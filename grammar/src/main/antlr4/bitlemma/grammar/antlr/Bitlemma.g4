/*
 * The language of Bitlemma. docs/language.md explains every construct.
 *
 * Three places where text would be ambiguous, and how each is settled:
 *  - `|x|` and the bitwise `a | b`: what stands between bars is `arithmetic`, which has no bitwise or;
 *  - `f<int<8>>(x)` and `x >> 8`: the lexer knows no `>>`, a shift is made of single `>` tokens;
 *  - a call or an index must open on the line on which the thing called or indexed ends, so that a new line
 *    which starts with a bracket is a new expression.
 */
grammar Bitlemma;

@parser::members {
    private boolean sameLine() {
        return _input.LT(-1).getLine() == _input.LT(1).getLine();
    }

    /** Whether {@code max} or {@code min} stands before an operand of its own, rather than as a name. */
    private boolean extremum() {
        String after = _input.LT(2).getText();
        return !after.equals("(") && !after.equals("[");
    }

    private boolean touching() {
        return _input.LT(-1).getStopIndex() + 1 == _input.LT(1).getStartIndex();
    }
}

module : declaration* EOF ;

/** A text that is just one expression, as a notebook's cell may be. */
soleExpression : expression EOF ;

declaration
    : importing
    | constant
    | format
    | function
    | kernel
    | claim
    | equivalent
    | find
    | derivation
    ;

importing  : 'import' name ('.' name)* ';'? ;
constant   : 'const' name (':' type)? '=' expression ';'? ;
format     : 'format' name '=' name '{' property (',' property)* ','? '}' ';'? ;
property   : name ':' expression ;
function   : 'function' name '(' parameters? ')' '->' type '=' expression ';'? ;
kernel     : 'unsafe'? 'kernel' name typeParameters? '(' parameters? ')' '->' type given? block ;
claim      : 'refuted'? 'claim' name typeParameters? ('(' parameters? ')')? given? ':' expression ';'? ;
equivalent : 'refuted'? 'equivalent' (name typeParameters? ':')? instance ','? instance given? ';'? ;
find       : 'find' name typeParameters? ('(' parameters? ')')? given? ':' direction target given? expect? ';'? ;

direction : 'max' | 'min' ;
target
    : name ('in' arithmetic '..' arithmetic)? 'such' 'that' expression # thresholdTarget
    | expression                                                       # extremeTarget
    ;
expect : 'expect' expression ;
given  : 'given' expression (',' expression)* ;

derivation : 'derive' name '{' derivationStatement* '}' ';'? ;
derivationStatement
    : 'given' assumption (',' assumption)* ';'?                 # assuming
    | drawn (',' drawn)* '~' distribution ';'?                  # drawing
    | 'let' name '=' expression ';'?                            # defining
    | 'find' request (',' request)* ';'?                        # finding
    | 'refuted'? 'expect' (name ':')? expression ';'?           # expecting
    | 'refuted'? 'step' (name ':')? expression ('by' name)? ';'? # stepping
    ;
assumption
    : name ':' type                                          # unboundedParameter
    | name (':' type)? 'in' arithmetic '..' arithmetic       # boundedParameter
    | expression                                             # condition
    ;
drawn        : name ('[' arithmetic ']')? ;
distribution : name name? '(' (outcome (',' outcome)*)? ')' ;
outcome      : expression (':' expression)? | type ;
request      : (name ':')? asked ;
asked
    : {extremum()}? direction expression # extremeAsked
    | expression                         # valueAsked
    ;

typeParameters : '<' typeParameter (',' typeParameter)* '>' ;
typeParameter  : name ('in' (arithmetic '..' arithmetic | '[' typeArgument (',' typeArgument)* ']'))? ('=' byDefault)? ;
byDefault      : typeArgument ;
parameters     : parameter (',' parameter)* ;
parameter      : name ':' type ('in' arithmetic '..' arithmetic)? ;

type
    : ('int' | 'uint') '<' arithmetic '>' # sizedType
    | 'int'                               # exactIntegerType
    | name typeArguments                  # genericType
    | name                                # namedType
    | type '[' arithmetic ']'             # arrayType
    ;
typeArguments : '<' typeArgument (',' typeArgument)* '>' ;
typeArgument  : type | arithmetic ;
instance      : name typeArguments? ;

block     : '{' statement* expression '}' ;
statement
    : 'let' name (':' type)? '=' expression ';'? # letStatement
    | 'assert' expression ';'?                   # assertStatement
    ;

expression
    : 'if' expression ('then' expression | block) 'else' expression # conditional
    | disjunction ('=>' expression)?                                # implication
    ;
disjunction : conjunction ('or' conjunction)* ;
conjunction : negation ('and' negation)* ;
negation    : 'not' negation | comparison ;
comparison
    : instance 'is' 'safe'                   # safety
    | bits (relation bits)*                  # chain
    ;
relation : '==' | '!=' | '<' | '<=' | '>' | '>=' ;
bits     : arithmetic ('|' arithmetic)* ;

arithmetic
    : primary                                                           # simple
    | arithmetic {sameLine()}? '[' subscript ']'                        # index
    | <assoc = right> arithmetic '^' arithmetic                         # power
    | ('-' | '-%' | '-|' | '~') arithmetic                              # prefix
    | arithmetic ('*' | '*%' | '*|' | '/' | '%') arithmetic             # product
    | 'sum' '(' binder ')' arithmetic                                   # summation
    | ('argmin' | 'argmax') '(' name 'in' arithmetic '..' arithmetic ')' arithmetic # optimum
    | ('limit' | 'series') '(' name '->' arithmetic (',' arithmetic)? ')' arithmetic # expansion
    | arithmetic ('+' | '+%' | '+|' | '-' | '-%' | '-|') arithmetic     # addition
    | arithmetic shift arithmetic                                       # shifted
    | arithmetic '&' arithmetic                                         # bitAnd
    | arithmetic 'xor' arithmetic                                       # bitXor
    ;
/** An index, a range of bits, or what a functional is applied to: {@code E[x given c]}. */
subscript : expression (':' arithmetic | (',' expression)* restriction?) ;
restriction : 'given' expression ;
shift : '<<' | '<<%' | '<<|' | '>' {touching()}? '>' ({touching()}? '>')? ;

primary
    : INTEGER                                                                    # integer
    | DECIMAL                                                                    # decimal
    | ('true' | 'false')                                                         # truth
    | '(' expression ')'                                                         # parenthesized
    | '|' arithmetic '|'                                                         # bars
    | block                                                                      # blockExpression
    | '[' (expression (';' arithmetic | (',' expression)* ','?))? ']'            # array
    | 'fold' name ':' type '=' expression 'for' binder block                     # fold
    | 'forall' '(' binder ')' primary                                            # universal
    | ('int' | 'uint') '<' arithmetic '>'
      ('.' name ({sameLine()}? '(' arguments? ')')? | {sameLine()}? '(' arguments? ')') # sized
    | name typeArguments? '.' name ({sameLine()}? '(' arguments? ')')?           # member
    | name typeArguments? {sameLine()}? '(' arguments? ')'                       # call
    | name                                                                       # reference
    ;
arguments : expression (',' expression)* ;
binder
    : arithmetic lower = ('<' | '<=') name upper = ('<' | '<=') arithmetic # betweenBinder
    | name op = ('<' | '<=') arithmetic                                    # belowBinder
    | name 'in' arithmetic '..' arithmetic                                 # rangeBinder
    | name 'in' arithmetic                                                 # elementBinder
    ;

/** Words that mean something only where the grammar looks for them are names elsewhere. */
name
    : IDENTIFIER
    | 'max' | 'min' | 'such' | 'that' | 'is' | 'safe' | 'expect' | 'refuted' | 'equivalent' | 'format'
    | 'derive' | 'step' | 'by' | 'argmin' | 'argmax' | 'limit' | 'series'
    ;

INTEGER : DIGIT (DIGIT | '_')* | '0' [xX] HEX (HEX | '_')* | '0' [bB] [01] [01_]* ;
DECIMAL : DIGIT (DIGIT | '_')* '.' DIGIT+ ([eE] [+-]? DIGIT+)? | DIGIT+ [eE] [+-]? DIGIT+ ;
IDENTIFIER : [\p{L}_] [\p{L}\p{Nd}_]* ;
fragment DIGIT : [0-9] ;
fragment HEX : [0-9a-fA-F] ;

DOC_COMMENT   : '///' ~[\r\n]* -> channel(HIDDEN) ;
LINE_COMMENT  : '//' ~[\r\n]* -> channel(HIDDEN) ;
/** One without an end reaches to the end of the file, and is reported. */
BLOCK_COMMENT : '/*' .*? ('*/' | EOF) -> channel(HIDDEN) ;
SPACE         : [ \t\r\n\u000C\u00A0\uFEFF]+ -> channel(HIDDEN) ;
UNKNOWN       : . ;
