package bitlemma.symbolic.enclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitlemma.numbers.Rational;
import bitlemma.symbolic.formula.Formula;
import bitlemma.symbolic.formula.NamedConstant;
import bitlemma.symbolic.formula.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions against values to 55 digits, computed with mpmath 1.3 at 120 digits. */
class ElementaryTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            exp, 1, 2.718281828459045235360287471352662497757247093699959575
            exp, -1/2, 0.6065306597126334236037995349911804534419181354871869557
            exp, 100, 26881171418161354484126255515800135873611118.77374192242
            exp, -1000, 5.075958897549456765291809479574336919305599282892837362e-435
            exp, 1/1048576, 1.000000953674771153745446788249556874283651885532817898
            log, 2, 0.6931471805599453094172321214581765680755001343602552541
            log, 3/2, 0.4054651081081643819780131154643491365719904234624941976
            log, 1/1024, -6.931471805599453094172321214581765680755001343602552541
            log, 1048577/1048576, 0.0000009536738616591882339084155149633361436031480709793028581
            log, 1000003, 13.81551355795977411310792847815478512410692135952394361
            sqrt, 2, 1.414213562373095048801688724209698078569671875376948073
            sqrt, 1/3, 0.5773502691896257645091487805019574556476017512701268760
            sqrt, 1048577, 1024.000488281133584733684183329602287989622144641853571
            sin, 1, 0.8414709848078965066525023216302989996225630607983710657
            sin, 22, -0.008851309290403875921690256815772332463289203951332566442
            sin, -355, 0.00003014435335948844921433028000865009959025580706632464911
            sin, 1/1048576, 0.0000009536743164061054397103352726493065498015066987398387539
            cos, 1, 0.5403023058681397174009366074429766037323104206179222277
            cos, 11, 0.004425697988050785748355024723941573225727359000102314086
            cos, -1000, 0.5623790762907029910782492266053959687558118217381969177
            cos, 3/2, 0.07073720166770291008818985143426870908509102756334686942
            atan, 1, 0.7853981633974483096156608458198757210492923498437764552
            atan, 1/2, 0.4636476090008061162142562314612144020285370542861202638
            atan, -3, -1.249045772398254425829917077281090123077829404129896719
            atan, 1000000, 1.570795326794896619564655024972884775431918175878029101
            atan, 1/1048576, 0.0000009536743164059608794206706899231123900196341244987901601
            tanh, 1, 0.7615941559557648881194582826047935904127685972579365516
            tanh, -1/2, -0.4621171572600097585023184836436725487302892803301130386
            tanh, 30, 0.9999999999999999999999999824869784746069593230225345519
            tanh, 1/1048576, 0.0000009536743164059608794206706373323853753492884138265436942
            erf, 1, 0.8427007929497148693412206350826092592960669979663029085
            erf, -1/2, -0.5204998778130465376827466538919645287364515757579637001
            erf, 6, 0.9999999999999999784802632875010868834066496008126153695
            erf, 1/1048576, 0.000001076106230826540459573876912119702053909253064020397486
            erfc, 1, 0.1572992070502851306587793649173907407039330020336970915
            erfc, -2, 1.995322265018952734162069256367252928610891797040060077
            erfc, 6, 0.00000000000000002151973671249891311659335039918738463047751406168854210
            erfc, 30, 2.564656203756111600033397277501447146548889722778617054e-393
            erfc, 1/4, 0.7236736098317630670149317322351842879346460221076887459
            dilog, 1/2, 0.5822405264650125059026563201596801087441984748061264254
            dilog, 1, 1.644934066848226436472415166646025189218949901206798438
            dilog, -1, -0.8224670334241132182362075833230125946094749506033992189
            dilog, 3/4, 0.9784693929303061037430666665245614977614842746194872521
            dilog, -1/4, -0.2359002976862634538210827939490320839289110881090912703
            dilog, -5, -2.749279126060808290025587515376268644497062503275871695
            dilog, -1000000, -97.07909905545964062647129911272719252688971797185589281
            gamma, 1/2, 1.772453850905516027298167483341145182797549456122387128
            gamma, 5, 24.00000000000000000000000000000000000000000000000000000
            gamma, 1/10, 9.513507698668731836292487177265402192550578626088377343
            gamma, 3/2, 0.8862269254527580136490837416705725913987747280611935641
            gamma, 61/2, 48226969334909086010917483030261.25450744655259568996328
            harmonic, 1, 1.000000000000000000000000000000000000000000000000000000
            harmonic, 1/2, 0.6137056388801093811655357570836468638489997312794894918
            harmonic, -1/2, -1.386294361119890618834464242916353136151000268720510508
            harmonic, 10, 2.928968253968253968253968253968253968253968253968253968
            harmonic, 1000003/2, 13.69958304229802834196383924689441062082075987500700702
            lambert_w, 1, 0.5671432904097838729999686622103555497538157871865125081
            lambert_w, -1/4, -0.3574029561813889030688111040559047533165905550760120436
            lambert_w, 100, 3.385630140290050184888244364529726867491694170157806680
            lambert_w, 1/1048576, 0.0000009536734069128492674729338321160956696020090370662181782
            lambert_w, -3/10, -0.4894022271802149690362312519962933689234100060163590345
            """)
    void knownValues(String function, String argument, String value) {
        Rational x = rational(argument);
        BigDecimal known = new BigDecimal(value);
        Enclosure around = Enclosure.of(
                rational(known.subtract(known.ulp())), rational(known.add(known.ulp())), 400);
        for (int bits : new int[] {24, 53, 150, 400}) {
            Enclosure result = apply(function, Enclosure.of(x, bits + 100), bits);
            assertTrue(result.overlaps(around), () -> function + " at " + bits + " bits: " + result.interval(40));
            assertTrue(result.contains(around) || bits > 150, () -> result.interval(40));
            assertTrue(result.digits() >= bits * 0.3 - 4, () -> result.digits() + " digits at " + bits + " bits");
        }
        // An interval argument contains the values inside.
        Rational radius = Rational.of(1, 1 << 22);
        Enclosure wide = apply(function, Enclosure.of(x.minus(radius), x.plus(radius), 300), 80);
        assertTrue(!wide.isKnown() || wide.contains(around), () -> wide.interval(20));
    }

    private static Enclosure apply(String function, Enclosure x, int bits) {
        return switch (function) {
            case "exp" -> x.exp(bits);
            case "log" -> x.log(bits);
            case "sqrt" -> x.sqrt(bits);
            case "sin" -> x.sin(bits);
            case "cos" -> x.cos(bits);
            case "atan" -> x.atan(bits);
            case "tanh" -> x.tanh(bits);
            case "erf" -> x.erf(bits);
            case "erfc" -> x.erfc(bits);
            case "dilog" -> x.dilog(bits);
            case "gamma" -> x.gamma(bits);
            case "harmonic" -> x.harmonic(bits);
            case "lambert_w" -> x.lambertW(bits);
            default -> throw new AssertionError(function);
        };
    }

    @Test
    void constants() {
        assertDigits("3.14159265358979323846264338327950288419716939937510", named(NamedConstant.PI));
        assertDigits("0.57721566490153286060651209008240243104215933593992", named(NamedConstant.EULER_GAMMA));
        assertDigits("0.91596559417721901505460351493238411077414937428167", named(NamedConstant.CATALAN));
        assertDigits("1.64493406684822643647241516664602518921894990120679", zeta(2));
        assertDigits("1.20205690315959428539973816151144999076498629234049", zeta(3));
        assertDigits("1.00000000000000088817842109308159030960913863913863", zeta(50));
        assertDigits("0.69314718055994530941723212145817656807550013436025", Written.log(Written.n(2)));
    }

    private static Formula named(NamedConstant constant) {
        return new Formula.Named(constant);
    }

    private static Formula zeta(int n) {
        return Written.apply(Operator.ZETA, Written.n(n));
    }

    private static void assertDigits(String known, Formula formula) {
        Enclosure value = Evaluation.digits(formula, Map.of(), 60).orElseThrow();
        assertTrue(value.toString().startsWith(known), value::toString);
    }

    @Test
    void gammaOfAnIntervalAroundItsMinimum() {
        Enclosure x = Enclosure.of(Rational.of(13, 10), Rational.of(17, 10), 60);
        Enclosure value = x.gamma(60);
        assertTrue(value.contains(Enclosure.of(Rational.of(885603194410888L, 1000000000000000L), 60)));
        assertTrue(value.low().toRational().compareTo(Rational.of(8856, 10000)) > 0);
    }

    @Test
    void wavesOfIntervalsReachTheirTops() {
        Enclosure x = Enclosure.of(Rational.ONE, Rational.of(2), 60);
        assertEquals(Dyadic.ONE, x.sin(60).high());
        assertFalse(x.cos(60).contains(Rational.of(-1)));
        assertTrue(x.cos(60).containsZero());
        Enclosure tiny = Enclosure.of(Dyadic.powerOfTwo(-100), Dyadic.powerOfTwo(-99));
        assertTrue(tiny.cos(300).isCertainlyLess(Enclosure.ONE));
    }

    @Test
    void outsideTheirDomainsNothingIsKnown() {
        Enclosure aroundZero = Enclosure.of(Rational.of(-1, 10), Rational.of(1, 10), 60);
        assertFalse(aroundZero.log(60).isKnown());
        assertFalse(aroundZero.sqrt(60).isKnown());
        assertFalse(aroundZero.gamma(60).isKnown());
        assertFalse(Enclosure.ONE.dividedBy(aroundZero, 60).isKnown());
        assertFalse(Enclosure.of(Rational.of(9, 10), Rational.of(11, 10), 60).dilog(60).isKnown());
        assertFalse(Enclosure.of(-1).harmonic(60).isKnown());
        assertFalse(Enclosure.of(Rational.of(-1, 2), 60).lambertW(60).isKnown());
        assertFalse(Enclosure.of(Rational.of(3, 2), 60).zeta(60).isKnown());
        assertFalse(aroundZero.log(60).plus(Enclosure.ONE, 60).isKnown());
        assertFalse(Enclosure.of(Dyadic.powerOfTwo(100)).exp(60).isKnown());
        assertTrue(Enclosure.of(Dyadic.powerOfTwo(100).negate()).exp(60).isNotNegative());
    }

    private static Rational rational(String text) {
        String[] parts = text.split("/");
        return Rational.of(new BigInteger(parts[0]), parts.length > 1 ? new BigInteger(parts[1]) : BigInteger.ONE);
    }

    private static Rational rational(BigDecimal value) {
        return value.scale() >= 0
                ? Rational.of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
                : Rational.of(value.toBigIntegerExact());
    }
}
