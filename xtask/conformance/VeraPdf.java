import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates PDF files against PDF/UA-1 and PDF/A-2a with the veraPDF engine, all in one JVM.
 *
 * <p>Prints {@code FILE: FLAVOUR CLAUSE MESSAGE} for each rule broken. Exit: 0 none, 1 some, more
 * when the engine fails. The jar comes without the JAXB runtime that veraPDF reads its profiles with, so
 * the profiles (plain XML in the same jar) are read here with the JDK's own parser.
 */
public final class VeraPdf {
    private static final Map<PDFAFlavour, String> PROFILES = new EnumMap<>(Map.of(
            PDFAFlavour.PDFUA_1, "PDFUA-1.xml",
            PDFAFlavour.PDFA_2_A, "PDFA-2A.xml"));

    public static void main(String[] files) {
        try {
            System.exit(checkAll(files));
        } catch (Exception | LinkageError problem) {
            System.err.println("veraPDF does not run: " + problem);
            System.exit(2);
        }
    }

    private static int checkAll(String[] files) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        int exit = 0;
        for (Map.Entry<PDFAFlavour, String> entry : PROFILES.entrySet()) {
            ValidationProfile profile = readProfile(entry.getKey(), entry.getValue());
            for (String file : files) {
                exit = Math.max(exit, check(file, entry.getKey(), profile));
            }
        }
        return exit;
    }

    private static int check(String file, PDFAFlavour flavour, ValidationProfile profile) {
        try (InputStream in = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                var validator = Foundries.defaultInstance().createValidator(profile, 1, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String message = assertion.getErrorMessage();
                    System.out.printf("%s: %s %s %s%n", file, flavour.getId(), assertion.getRuleId().getClause(),
                            message == null ? assertion.getMessage() : message);
                }
            }
            return result.isCompliant() ? 0 : 1;
        } catch (Exception problem) {
            System.out.printf("%s: %s is no sound PDF: %s%n", file, flavour.getId(), problem.getMessage());
            return 1;
        }
    }

    private static ValidationProfile readProfile(PDFAFlavour flavour, String name) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element root;
        try (InputStream in = Foundries.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name)) {
            root = factory.newDocumentBuilder().parse(in).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : all(root, "rule")) {
            rules.add(readRule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : all(root, "variable")) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                    text(variable, "defaultValue"), text(variable, "value")));
        }
        var details = Profiles.profileDetailsFromValues(name, name, "", new Date(0));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    private static Rule readRule(Element rule) {
        Element id = all(rule, "id").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : all(rule, "argument")) {
            String name = argument.getAttribute("name");
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name.isEmpty() ? null : name, null));
        }
        String deferred = rule.getAttribute("deferred");
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), deferred.isEmpty() ? null : Boolean.valueOf(deferred),
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), arguments), List.of());
    }

    private static List<Element> all(Element parent, String name) {
        NodeList found = parent.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength()).mapToObj(at -> (Element) found.item(at)).toList();
    }

    private static String text(Element parent, String name) {
        return all(parent, name).stream().findFirst().map(Element::getTextContent).orElse("");
    }
}
